package find

import (
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/apilint/apilint/internal/find/endpoint"
	"github.com/apilint/apilint/internal/source"
)

// wordsOfChecks are the words of a script's name that make it one that checks
// the kube-apiserver: what it does, what of, and what else may be said. A name
// with any other word may be about another server of its kind.
var wordsOfChecks = map[string]wordOfCheck{
	"check": ofChecking, "chk": ofChecking, "checks": ofChecking, "checker": ofChecking, "health": ofChecking, "healthz": ofChecking,
	"healthcheck": ofChecking, "healthy": ofChecking, "probe": ofChecking, "wait": ofChecking, "monitor": ofChecking, "test": ofChecking,
	"track": ofChecking, "liveness": ofChecking, "readiness": ofChecking,
	"apiserver": ofServer, "apiservers": ofServer, "kubeapiserver": ofServer, "kubeapi": ofServer, "k8sapi": ofServer, "checkapiserver": ofChecking | ofServer,
	"api": ofAPI, "kube": ofKubernetes, "k8s": ofKubernetes, "kubernetes": ofKubernetes, "k3s": ofKubernetes, "rke2": ofKubernetes, "master": ofKubernetes,
	"server": 0, "keepalived": 0, "haproxy": 0, "vip": 0, "lb": 0, "script": 0, "status": 0, "ready": 0, "up": 0, "is": 0, "for": 0, "the": 0, "local": 0,
}

// wordOfCheck is what a word tells of what a script checks.
type wordOfCheck uint8

const (
	ofChecking wordOfCheck = 1 << iota
	ofServer
	ofAPI
	ofKubernetes
)

// betweenWords matches what stands between the words of a name.
var betweenWords = regexp.MustCompile(`[^a-z0-9]+`)

// checksServer tells by the path of a script whether it checks the
// kube-apiserver.
func checksServer(file string) bool {
	name := strings.ToLower(withoutTemplate(path.Base(file)))
	name = strings.TrimSuffix(name, path.Ext(name))
	var all wordOfCheck
	for _, word := range betweenWords.Split(name, -1) {
		told, known := wordsOfChecks[word]
		if !known {
			return false
		}
		all |= told
	}
	return all&ofChecking != 0 && (all&ofServer != 0 || all&ofAPI != 0 && all&ofKubernetes != 0)
}

// writesCheck tells whether a command names a file to which it writes a script
// that checks the kube-apiserver.
func writesCheck(words []source.Text) bool {
	return slices.ContainsFunc(words, func(w source.Text) bool { return checksServer(string(w.Data)) })
}

// ipAddress matches an address of a host, as far as it tells one from a name.
var ipAddress = regexp.MustCompile(`^(?:[0-9.]+|\[[0-9A-Fa-f:]+\])$`)

// isChecked tells whether a URL in a script that checks the kube-apiserver is
// that of it: in TLS, at this host, an address, or what a placeholder stands for.
func (h health) isChecked(e *endpoint.Endpoint) bool {
	isHost := e.Host == "localhost" || ipAddress.MatchString(e.Host) || isTemplate(e.Host)
	return h.checksServer && e.Scheme == "https" && e.Prefix == "" && isHost &&
		!endpoint.IsNameOfOther(e.Host) && !endpoint.IsNameOfOther(e.Port)
}
