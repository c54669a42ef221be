package find

import (
	"bytes"
	"regexp"
	"slices"

	"github.com/apilint/apilint/internal/find/code"
	"github.com/apilint/apilint/internal/find/shell"
	"github.com/apilint/apilint/internal/source"
)

// Languages that borrow the reader of another call functions without brackets
// and have their own ways to tell people something, so that only what stands
// before a string on its line says what is made of it.
var (
	// tellsNext matches what is before a string that is for people: a function, a
	// key or a declaration.
	tellsNext = regexp.MustCompile(`(?i)(?:^|[^a-z0-9_-])(?:(?:[a-z]*log(?:ger)?)(?:\.|::)[a-z]+|logger|log|fail|raise|abort|exit|desc|descr|description|metadata|doc|flash\[[^\]]*\]|echo|error|err|crit|alert|emerg|warn|warning|info|notice|debug|println|print|printf|puts|pp?|say|notify|message|msg|post_up_message|label|title|summary|comment|help|text|banner|it|context|describe|scenario|step|stage|name|displayName|should|eq|include)[?!]?["']?[\s(\[{]*(?:=>|[:=])?[\s(\[{]*$`)
	// tellsLine matches what makes a whole line one that tells or pretends
	// something, wherever the string is in it.
	tellsLine = regexp.MustCompile(`\b(?:throw|raise|stub_request|stubFor|mock\w*|WebMock|VCR|receive|notify|urlEqualTo)\b|\bexpect\(|\ballow\(|\.with\(|\)\.to |\bassert\w*\b|^\s*(?:output|@\w+\(|flash\[)`)
	// asksNext matches what stands on the line of a string that is the URL of a
	// request: a function, or the key of one.
	asksNext = regexp.MustCompile(`(?i)Net::HTTP|HTTParty|Rest_?Client|Faraday|Excon|Typhoeus|HTTPClient|open-?uri|\bURI\b|\bopen\(|https?_?request|\bhttp\b|HTTP\.|\.(?:get|head|request|toURL)\b|ur[il]s?\b|endpoint|proxy|target|address|check`)
)

// isSure tells whether a string in a language that borrows the reader of another
// is surely one that asks: a command, or the URL of a request, which is not for
// people. Paths of health checks show themselves.
func (c codeHealth) isSure(s code.String) bool {
	before := c.lineBefore(s)
	switch said := s.Text.Data; {
	case tellsLine.Match(before) || tellsNext.Match(before):
		return false
	case bytes.ContainsAny(placeholder.ReplaceAll(said, nil), " \t\n") || string(said) == "--raw" || said[0] == '/':
		return true
	default:
		return asksNext.Match(before)
	}
}

// maxBefore is how much of a line before a string is looked at.
const maxBefore = 240

// lineBefore returns what stands before a string on the line where it begins,
// without its quote.
func (c codeHealth) lineBefore(s code.String) []byte {
	end := s.Text.Offset(0) - c.start
	if len(s.Text.Data) == 0 || end < 0 || end > len(c.program) {
		return nil
	}
	line := c.program[max(0, end-maxBefore):end]
	line = line[bytes.LastIndexByte(line, '\n')+1:]
	return bytes.TrimRight(line, "\"'`")
}

// pretends matches words that make a command of PowerShell one that tells or
// tests something.
var pretends = regexp.MustCompile(`(?i)^(?:Write-[a-z]+|throw|Should|Mock|Assert-[a-z]+|-ParameterFilter)$`)

// surelyAsked returns the commands of a script for PowerShell that aren't for
// people: tests, messages, sentences in a variable, texts that are only shown.
func surelyAsked(commands []shell.Command) []shell.Command {
	return slices.DeleteFunc(commands, func(c shell.Command) bool {
		if len(c.Words) > 0 && c.Join != shell.Pipe && bytes.HasPrefix(c.Words[0].Data, []byte("@")) {
			return true
		}
		return slices.ContainsFunc(c.Words, func(w source.Text) bool {
			isSentence := bytes.HasPrefix(w.Data, []byte("http")) && bytes.ContainsAny(w.Data, " \t")
			return isSentence || pretends.Match(w.Data)
		})
	})
}
