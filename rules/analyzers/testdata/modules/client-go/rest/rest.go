// Package rest stands for the real one.
package rest

// Config says where the server is.
type Config struct{ Host string }

// Interface makes requests.
type Interface interface{ Get() *Request }

// Request is a request.
type Request struct{}

// AbsPath sets the path.
func (r *Request) AbsPath(segments ...string) *Request { return r }

// RequestURI sets the path and query.
func (r *Request) RequestURI(uri string) *Request { return r }

// Suffix adds to the path.
func (r *Request) Suffix(segments ...string) *Request { return r }

// Do sends the request.
func (r *Request) Do() error { return nil }
