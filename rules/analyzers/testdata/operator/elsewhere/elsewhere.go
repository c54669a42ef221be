// Package elsewhere names an API that the module defines, and isn't built on
// the package that does.
package elsewhere

const (
	ours   = "apiVersion: shop.example.com/v1alpha1\nkind: Shop\n"
	theirs = "apiVersion: mall.example.com/v1alpha1\nkind: Shop\n" // want `alpha-api: mall.example.com/v1alpha1 Shop is alpha`
)
