package cli

import (
	"io"
	"os"
	"slices"
	"strconv"

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
	return isTerminal(out)
}

func isTerminal(out io.Writer) bool {
	file, ok := out.(*os.File)
	return ok && term.IsTerminal(int(file.Fd()))
}

// links decides whether text written to out has links in it (OSC 8), when
// --hyperlinks says auto, always or never. Terminals that don't know them may
// show them as garbage, so auto means those that are known to.
func links(mode string, out io.Writer) bool {
	switch {
	case mode != "auto":
		return mode == "always"
	case forces("FORCE_HYPERLINK"):
		return true
	case !isTerminal(out) || os.Getenv("CI") != "":
		return false
	}
	return followsLinks(os.Getenv)
}

// followsLinks tells by the environment whether a terminal follows links.
func followsLinks(env func(string) string) bool {
	switch {
	case env("TERM") == "dumb" || env("TMUX") != "" || env("STY") != "":
		return false
	case slices.Contains([]string{"iTerm.app", "WezTerm", "vscode", "ghostty", "Hyper", "Tabby", "rio"}, env("TERM_PROGRAM")):
		return true
	case slices.Contains([]string{"xterm-kitty", "xterm-ghostty", "wezterm", "alacritty", "foot", "foot-extra", "contour"}, env("TERM")):
		return true
	case atLeast(env("VTE_VERSION"), 5000) || atLeast(env("KONSOLE_VERSION"), 201200):
		return true
	}
	return env("WT_SESSION") != "" || env("KITTY_WINDOW_ID") != "" || env("DOMTERM") != ""
}

func atLeast(number string, least int) bool {
	n, err := strconv.Atoi(number)
	return err == nil && n >= least
}

func forces(variable string) bool {
	value := os.Getenv(variable)
	return value != "" && value != "0"
}
