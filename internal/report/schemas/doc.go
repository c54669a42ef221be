// Package schemas validates the reports against the published schemas of their
// formats, which other modules carry. It is a module of its own: none of them is
// needed to build apilint, which it runs as a program.
package schemas
