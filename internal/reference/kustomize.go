package reference

// KustomizeField is a field of a kustomization.yaml that is used. The span of
// its reference is that of its name.
type KustomizeField struct {
	Name string // "bases"; of a generator "configMapGenerator.env"
}

func (*KustomizeField) isSubject() {}
