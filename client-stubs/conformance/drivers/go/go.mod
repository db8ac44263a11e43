module github.com/dragoneyeai/dragoneye-gateway/client-stubs/conformance/drivers/go

go 1.23.0

require (
	github.com/dragoneyeai/dragoneye-gateway/client-stubs/go v0.0.0
	google.golang.org/grpc v1.72.2
	google.golang.org/protobuf v1.36.5
)

require (
	go.opentelemetry.io/otel v1.34.0 // indirect
	go.opentelemetry.io/otel/trace v1.34.0 // indirect
	golang.org/x/net v0.35.0 // indirect
	golang.org/x/sys v0.30.0 // indirect
	golang.org/x/text v0.22.0 // indirect
	google.golang.org/genproto/googleapis/rpc v0.0.0-20250218202821-56aae31c358a // indirect
)

replace github.com/dragoneyeai/dragoneye-gateway/client-stubs/go => ../../../go
