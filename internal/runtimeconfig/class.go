package runtimeconfig

// Effect is what an entry does.
type Effect string

// The effects.
const (
	Enables  Effect = "enables"
	Disables Effect = "disables"
	None     Effect = "none"
	Refused  Effect = "refused" // the kube-apiserver doesn't start
)

// Class is the reason for an effect.
type Class string

// Works is the class of entries that enable or disable something.
const Works Class = "works"

// The classes of entries with which the kube-apiserver doesn't start.
const (
	Malformed      Class = "malformed"       // the key has not two or three parts
	UnknownGroup   Class = "unknown group"   // no server of the release has the group
	UnknownVersion Class = "unknown version" // the group has no such version, not even an unserved one
	BadValue       Class = "bad value"       // no boolean
	BadMetaValue   Class = "bad meta value"  // api/all and its like take true and false only
	OnlyAllOff     Class = "only all off"    // api/all=false and nothing else
	Unfair         Class = "unfair"          // it takes from API Priority and Fairness what that needs
	UpperCase      Class = "upper case"      // resources are written in lower case
	NotYetThere    Class = "not yet there"   // newer than the emulated release
)

// The classes of entries without effect.
const (
	Legacy          Class = "legacy"           // api/legacy means nothing
	Repeated        Class = "repeated"         // another entry with the same key counts
	Overridden      Class = "overridden"       // entries for versions and resources undo all of it
	Redundant       Class = "redundant"        // another entry does so already
	AlreadySo       Class = "already so"       // it is the default
	Empty           Class = "empty"            // the release has the version but serves nothing in it
	UnknownResource Class = "unknown resource" // the version has no such resource
	NoResourceKeys  Class = "no resource keys" // the release takes whole versions only
	GateOff         Class = "gate off"         // a feature gate guards all of it, and is off
	UnreadMeta      Class = "unread meta"      // before 1.17 api/all with another value than true or false
)

// local tells whether the class follows from the entry itself, so that entries
// that can't be read don't change it.
func (c Class) local() bool {
	switch c {
	case Overridden, Redundant, AlreadySo, OnlyAllOff, Unfair:
		return false
	}
	return true
}
