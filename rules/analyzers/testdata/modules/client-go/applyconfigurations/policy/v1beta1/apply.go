// Package v1beta1 stands for the real one.
package v1beta1

import api "k8s.io/api/policy/v1beta1"

// PodDisruptionBudgetApplyConfiguration is part of an object.
type PodDisruptionBudgetApplyConfiguration struct{ From *api.PodDisruptionBudget }

// PodDisruptionBudget makes one.
func PodDisruptionBudget(name string) *PodDisruptionBudgetApplyConfiguration { return nil }
