module example.com/operator

go 1.26

require (
	example.org/widgets v0.0.0
	k8s.io/api v0.0.0
	k8s.io/apimachinery v0.0.0
	k8s.io/client-go v0.0.0
	sigs.k8s.io/controller-runtime v0.0.0
)

replace (
	example.org/widgets => ../modules/widgets
	k8s.io/api => ../modules/api
	k8s.io/apimachinery => ../modules/apimachinery
	k8s.io/client-go => ../modules/client-go
	sigs.k8s.io/controller-runtime => ../modules/controller-runtime
)
