package reference

import "github.com/apilint/apilint/internal/source"

// RuntimeConfig is what one kube-apiserver is given for --runtime-config,
// however it is written: as a flag, as a map, as a list.
type RuntimeConfig struct {
	Form string // how it is written, for messages: "flag", "kubeadm extraArgs", "kind runtimeConfig"
	// Values are what the flag is given, one for each time it is given, each
	// "key=value,key,…". Maps and lists arrive as one value for each entry.
	Values []source.Text
	// FeatureGates are the values of --feature-gates of the same server.
	FeatureGates []source.Text
	// GatesPartial tells that placeholders stand for some of these.
	GatesPartial bool
	// NoPriorityAndFairness tells that the same server is given
	// --enable-priority-and-fairness=false.
	NoPriorityAndFairness bool
	// EmulatedVersion is what the same server is given for --emulated-version.
	EmulatedVersion string
	// Partial tells that more entries are there which can't be read, because a
	// placeholder stands for them.
	Partial bool
}

// LostRuntimeConfig is a --runtime-config whose form loses or spoils the value
// before the kube-apiserver sees it.
type LostRuntimeConfig struct {
	Form   string
	Reason string // what happens to it
	Help   string // how to write it
	// The releases, "1.36", from and up to which that is so; "" is without bound.
	From, Until string
}

func (*RuntimeConfig) isSubject()     {}
func (*LostRuntimeConfig) isSubject() {}
