package differential

import (
	"math/rand/v2"
	"strings"

	"github.com/apilint/apilint/internal/apiversion"
	"github.com/apilint/apilint/openapi"
)

// values makes random values of the flag: some without a fault, some with
// faults that people make, some of bytes thrown together.
type values struct {
	*rand.Rand
	good, all []string // keys: without a fault in the release, and others
}

func newValues(seed uint64, catalog *openapi.Catalog, release apiversion.Release) *values {
	v := &values{Rand: rand.New(rand.NewPCG(seed, seed))}
	known := map[string]bool{}
	for s := range catalog.Servers().All() {
		key := s.Group + "/" + s.Version
		v.all = append(v.all, key)
		known[key] = known[key] || s.Registered(release)
		if s.Registered(release) {
			v.good = append(v.good, key)
		}
	}
	for k := range catalog.Kinds() {
		if key := k.Group + "/" + k.Version; k.Resource != "" && !strings.Contains(k.Resource, "/") {
			v.all = append(v.all, key+"/"+k.Resource, key+"/"+strings.ToLower(k.Kind), key+"/"+k.Kind)
			if known[key] {
				v.good = append(v.good, key+"/"+k.Resource)
			}
		}
	}
	return v
}

var (
	special = []string{"api/all", "api/ga", "api/beta", "api/alpha", "v1", "/v1", "api/v1", "api/legacy", "v1/pods", "api/v1/nodes", "/v1/secrets"}
	fairs   = []string{"flowcontrol.apiserver.k8s.io/v1", "flowcontrol.apiserver.k8s.io/v1beta1", "flowcontrol.apiserver.k8s.io/v1beta2", "flowcontrol.apiserver.k8s.io/v1beta3"}
	odd     = []string{"api/stable", "api/GA", "apps", "", "/", "//", "batch/", "a/b/c/d", "networking/v1", "apis/batch/v1", "metrics.k8s.io/v1beta1", "v2", "api/v2", "true", "Apps/v1", "extensions/v1beta1/deployments"}
	bools   = []string{"true", "false", "=true", "=false"}
	words   = []string{"T", "F", "1", "0", "TRUE", "FALSE", "True", "False", "", "yes", "on", "\"true\"", "true=true", " true", "false ", "tRue", "truex"}
)

func pick(v *values, from []string) string { return from[v.IntN(len(from))] }

// flag makes what is given for the flag, once or several times.
func (v *values) flag() []string {
	var given []string
	faults := v.IntN(3) == 0
	for range 1 + v.IntN(5)/3 {
		var entries []string
		for range 1 + v.IntN(6) {
			entries = append(entries, v.entry(faults))
		}
		value := strings.Join(entries, ",")
		if faults && v.IntN(8) == 0 {
			value = v.mutate(value)
		}
		given = append(given, value)
	}
	return given
}

func (v *values) entry(faults bool) string {
	key := v.key(faults)
	value := "=" + pick(v, bools[:2])
	if strings.HasPrefix(key, "api/") && !faults {
		return key + value
	}
	switch v.IntN(12) {
	case 0:
		value = ""
	case 1:
		value = "=" + pick(v, words[:9])
	case 2:
		if faults {
			value = "=" + pick(v, words)
		}
	}
	if v.IntN(20) == 0 {
		return " " + key + " " + value + " "
	}
	return key + value
}

func (v *values) key(faults bool) string {
	switch n := v.IntN(12); {
	case n < 3:
		return pick(v, special)
	case n == 3:
		return pick(v, fairs)
	case n == 4 && faults:
		return pick(v, odd)
	case n < 7 && faults:
		return pick(v, v.all)
	case n == 7 && faults:
		return v.mutate(pick(v, v.all))
	}
	return pick(v, v.good)
}

// mutate changes a few bytes.
func (v *values) mutate(s string) string {
	const alphabet = "/=, v1abetlpAPI.\t\"\xc3\xa4"
	b := []byte(s)
	for range 1 + v.IntN(3) {
		i := v.IntN(len(b) + 1)
		c := alphabet[v.IntN(len(alphabet))]
		switch n := v.IntN(3); {
		case n == 0 || i == len(b):
			b = append(b[:i:i], append([]byte{c}, b[i:]...)...)
		case n == 1:
			b[i] = c
		default:
			b = append(b[:i:i], b[i+1:]...)
		}
	}
	return string(b)
}
