package cli

import (
	"io"
	"os"

	"golang.org/x/term"
)

// terminalWidth returns how many columns the terminal behind out has, 0 if out
// is not a terminal.
func terminalWidth(out io.Writer) int {
	file, ok := out.(*os.File)
	if !ok || !term.IsTerminal(int(file.Fd())) {
		return 0
	}
	width, _, err := term.GetSize(int(file.Fd()))
	if err != nil {
		return 0
	}
	return width
}

// textWidth returns the width at which to break running text.
func (c *console) textWidth() int {
	if width := terminalWidth(c.stdout); width > 0 {
		return min(width, 100)
	}
	return 80
}

// paints decides whether text written to out is coloured, when --color says
// auto, always or never.
func paints(mode string, out io.Writer) bool {
	switch {
	case mode != "auto":
		return mode == "always"
	case os.Getenv("NO_COLOR") != "": // no-color.org
		return false
	case forces("FORCE_COLOR") || forces("CLICOLOR_FORCE"):
		return true
	case os.Getenv("TERM") == "dumb":
		return false
	}
	file, ok := out.(*os.File)
	return ok && term.IsTerminal(int(file.Fd()))
}

func forces(variable string) bool {
	value := os.Getenv(variable)
	return value != "" && value != "0"
}
