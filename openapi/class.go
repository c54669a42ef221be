package openapi

// Class says how a kind is used, and therefore what its life means.
type Class string

// The classes of kinds.
const (
	// Resource kinds are stored by an API server and read back.
	Resource Class = "resource"
	// Review kinds are created to ask a question and are never stored.
	Review Class = "review"
	// Subresource kinds are sent to a subresource of another kind, as Scale is.
	Subresource Class = "subresource"
	// List kinds hold other kinds and live exactly as long as they do.
	List Class = "list"
	// Exchange kinds travel between programs: webhooks, plugins, meta types.
	Exchange Class = "exchange"
	// Config kinds are read from files by a component or a tool.
	Config Class = "config"
	// AddOn kinds are served by an extension server that is installed beside
	// Kubernetes, as metrics-server is. No release of Kubernetes removes them.
	AddOn Class = "addon"
)
