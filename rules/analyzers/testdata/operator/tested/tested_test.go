package tested

import beta "k8s.io/api/policy/v1beta1"

var _ beta.PodDisruptionBudget
