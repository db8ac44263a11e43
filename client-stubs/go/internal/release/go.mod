module github.com/dragoneyeai/dragoneye-gateway/client-stubs/go/internal/release

go 1.23.0

require golang.org/x/mod v0.24.0
