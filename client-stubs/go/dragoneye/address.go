package dragoneye

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
)

var (
	addressForm = regexp.MustCompile(
		`^(?:(https|grpcs|http|grpc)://|dns:///)?(\[[0-9A-Fa-f:.]+]|[A-Za-z0-9._-]+)(?::([0-9]{1,5}))?/?$`)
	loopback = regexp.MustCompile(`^(?i:localhost|127\.\d{1,3}\.\d{1,3}\.\d{1,3}|\[::1])$`)
)

// address is where a gateway is and how to speak to it.
type address struct {
	host string // IPv6 in brackets
	port int
	tls  bool
}

func parseAddress(text string) (address, error) {
	parts := addressForm.FindStringSubmatch(text)
	if parts == nil {
		return address{}, unusable(text)
	}
	scheme, host, port := parts[1], parts[2], parts[3]
	parsed := address{host: host, tls: scheme == "https" || scheme == "grpcs"}
	if scheme == "" {
		parsed.tls = !loopback.MatchString(host)
	}
	switch {
	case port != "":
		parsed.port, _ = strconv.Atoi(port)
	case scheme == "":
		return address{}, unusable(text)
	case parsed.tls:
		parsed.port = 443
	default:
		parsed.port = 80
	}
	if parsed.port < 1 || parsed.port > 65_535 {
		return address{}, unusable(text)
	}
	return parsed, nil
}

func unusable(text string) error {
	shown := strconv.Quote(text)
	if strings.Contains(text, "@") {
		shown = "one with an @" // what stands before it may be a password
	}
	return &ArgumentError{
		"the address of the gateway must be host:port, https://host[:port] or http://host[:port], and " + shown + " is not"}
}

// exposed tells whether others could listen in.
func (a address) exposed() bool {
	return !a.tls && !loopback.MatchString(a.host)
}

// target is the name for gRPC, which resolves it to all of the host's addresses.
func (a address) target() string {
	return "dns:///" + a.String()
}

func (a address) String() string {
	return fmt.Sprintf("%s:%d", a.host, a.port)
}
