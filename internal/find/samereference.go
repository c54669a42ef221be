package find

import (
	"fmt"
	"strconv"

	"github.com/apilint/apilint/internal/reference"
)

// keyOf is the same for references that say the same of the same place.
func keyOf(ref *reference.Reference) string {
	key := append(strconv.AppendInt(nil, int64(ref.Span.Start), 10), ' ')
	key = append(strconv.AppendInt(key, int64(ref.Span.End), 10), ' ')
	switch subject := ref.Subject.(type) {
	case *reference.API:
		for _, part := range []string{subject.APIVersion, subject.Kind, subject.Resource, subject.Field, string(subject.Context)} {
			key = append(append(key, part...), ' ')
		}
	case *reference.RuntimeConfig:
		for _, value := range subject.Values {
			key = append(append(key, value.Data...), ' ')
		}
	default:
		key = fmt.Appendf(key, "%T %+v", subject, subject)
	}
	return string(appendConditions(key, ref.Conditions))
}

// appendConditions appends what is the same for conditions that say the same.
func appendConditions(key []byte, all []reference.Condition) []byte {
	for i := range all {
		c := &all[i]
		key = append(key, ' ', byte(c.Op))
		key = append(strconv.AppendBool(key, c.Negated), c.API...)
		for _, releases := range []uint64{
			uint64(c.Version.Plain.Holds), uint64(c.Version.Plain.Fails), uint64(c.Version.Suffixed.Holds), uint64(c.Version.Suffixed.Fails),
		} {
			key = strconv.AppendUint(append(key, ' '), releases, 36)
		}
		key = append(appendConditions(append(key, '('), c.Of), ')')
	}
	return key
}
