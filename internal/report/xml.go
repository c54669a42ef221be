package report

import (
	"encoding/xml"
	"strings"
)

const xmlHeader = `<?xml version="1.0" encoding="UTF-8"?>` + "\n"

// xmlText escapes text for XML, in elements and attributes. What XML can't hold
// becomes U+FFFD.
func xmlText(text string) string {
	var b strings.Builder
	xml.EscapeText(&b, []byte(text)) // a strings.Builder takes everything
	return b.String()
}
