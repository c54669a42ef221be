package rules

import (
	"fmt"
	"net/url"
	"strings"

	"github.com/apilint/apilint/internal/diagnostic"
)

var crdUnapprovedGroup = &Rule{
	ID:       "crd-unapproved-group",
	Group:    "crd",
	Severity: diagnostic.Error,
	Summary:  "this CustomResourceDefinition lies in a group of the Kubernetes community, without its approval",
	Doc: `Groups that end in k8s.io or kubernetes.io belong to the Kubernetes community. The API server refuses
a CustomResourceDefinition in one of them (from apiextensions.k8s.io/v1 on) unless its annotation
api-approved.kubernetes.io holds the address of the pull request that approved it, or begins with
"unapproved". Who isn't the community names the group by a domain of their own.`,
	Bad: Example{Target: "1.37", Text: strings.ReplaceAll(crdExample("v1 served stored"), "example.com", "example.k8s.io")},
	Good: Example{Target: "1.37", Text: strings.Replace(strings.ReplaceAll(crdExample("v1 served stored"), "example.com", "example.k8s.io"),
		"metadata:\n", "metadata:\n  annotations:\n    api-approved.kubernetes.io: \"unapproved, an experiment\"\n", 1)},
	Check: func(c *Case) *diagnostic.Diagnostic {
		if !c.crd.isWhole() || c.crd.APIVersion != "apiextensions.k8s.io/v1" || !isCommunityGroup(c.crd.Group) || isApproval(c.crd.Approval) {
			return nil
		}
		d := &diagnostic.Diagnostic{
			Message: fmt.Sprintf("%s is a group of the Kubernetes community, and nothing says that it approved %s", shorten(c.crd.Group), c.crd.name()),
			Help:    "use a group of your own, or add the annotation api-approved.kubernetes.io with the address of the approval",
			Note:    "the API server refuses it; https://github.com/kubernetes/enhancements/pull/1111",
		}
		if c.crd.IsPart {
			d.Help = "use a group of your own, or say +kubebuilder:metadata:annotations=\"api-approved.kubernetes.io=ADDRESS\" with the address of the approval, if nothing else adds that annotation"
		}
		if c.crd.Approval != "" {
			d.Help = fmt.Sprintf("api-approved.kubernetes.io: %q is neither an address nor does it begin with \"unapproved\"", shorten(c.crd.Approval))
		}
		return d
	},
}

// isCommunityGroup tells whether a group is protected
// (k8s.io/apiextensions-apiserver/pkg/apihelpers IsProtectedCommunityGroup).
func isCommunityGroup(group string) bool {
	for _, domain := range []string{"k8s.io", "kubernetes.io"} {
		if group == domain || strings.HasSuffix(group, "."+domain) {
			return true
		}
	}
	return false
}

// isApproval tells whether the API server takes the annotation
// (k8s.io/apiextensions-apiserver/pkg/apihelpers GetAPIApprovalState).
func isApproval(annotation string) bool {
	if strings.HasPrefix(annotation, "unapproved") {
		return true
	}
	address, err := url.ParseRequestURI(annotation)
	return err == nil && address.Host != "" && address.Scheme != ""
}
