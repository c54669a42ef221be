// Package unnamed uses an API whose group nothing tells.
package unnamed

import "example.org/widgets/client/informers/node/v1alpha1" // want `^alpha-api: example.org/widgets/client/informers/node/v1alpha1 is alpha`

func start() {
	v1alpha1.New().RuntimeClasses().Start() // want `^alpha-api: example.org/widgets/client/informers/node/v1alpha1 is alpha`
}
