package dragoneye

import "runtime/debug"

const modulePath = "github.com/dragoneyeai/dragoneye-gateway/client-stubs/go"

// userAgent is how the client names itself to the gateway.
func userAgent() string {
	return "dragoneye-gateway-go/" + version()
}

// version is that of this module in the program's build.
func version() string {
	build, ok := debug.ReadBuildInfo()
	if !ok {
		return "unknown"
	}
	for _, module := range append(build.Deps, &build.Main) {
		if module.Path == modulePath && module.Version != "" && module.Version != "(devel)" {
			return module.Version
		}
	}
	return "unknown"
}
