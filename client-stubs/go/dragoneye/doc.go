// Package dragoneye is a client of the Dragoneye gateway, shaped like the official Dragoneye SDK: an [Image] or a [Video]
// from a path, bytes or a reader goes in, a typed prediction comes out, whole or as it arrives.
//
// Media is sent as fast as the gateway takes it and never held whole in memory. Predictions are never repeated by
// themselves; reads are, a few times, while no gateway is available, and streams of results go on after the last whole
// element where a connection breaks.
//
// # Contexts
//
// Every call takes a context, whose deadline bounds the whole call, upload and reconnections included, and whose
// cancellation cancels it. A prediction that the service once accepted goes on either way. How long the service may work
// is another limit: [WithCompletionTimeout].
//
// # Streams
//
// Streams are ranged over:
//
//	for object, err := range client.StreamVideoResults(ctx, taskID).All() {
//		if err != nil {
//			return err
//		}
//		fmt.Println(object.GetObjectId())
//	}
//
// The call begins with the loop and has ended when the loop has, however it is left: a break cancels the call, and no
// goroutine remains. An error is the last that a loop sees.
//
// # Errors
//
// A call that fails returns an [*Error], whose [ErrorKind] is told with [errors.Is], for example
// errors.Is(err, dragoneye.ErrPredictionUpload). An [*ArgumentError] is a wrong argument, refused before any call; a
// [*MediaError] is media that could not be read.
package dragoneye
