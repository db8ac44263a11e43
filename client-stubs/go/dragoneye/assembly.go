package dragoneye

import (
	"fmt"

	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"

	pb "github.com/dragoneyeai/dragoneye-gateway/client-stubs/go/dragoneye_gateway/v1"
)

// piece is what a message of a result stream holds, whichever RPC it is of: a headerPiece, an elementPiece, a completion
// (*pb.ResultCompletion), or what this version does not know, which is nil.
type piece any

// headerPiece is a header or a part of one.
type headerPiece[H any] struct {
	content H
	last    bool
}

// elementPiece is an object or a frame, or a part of one.
type elementPiece[T any] struct {
	index               int64
	content             T
	category, attribute *int32
	last                bool
	resumeToken         string
}

// assembly makes a header, whole elements and exact counts of a result stream, over interruptions: a header that comes
// again is dropped, parts of an unfinished element are read again.
type assembly[H, T any] struct {
	kind resultKind[H, T]

	header         H
	hasHeader      bool
	headerComplete bool
	whole          T
	unfinished     *int64
	resumeToken    *string
	completion     *pb.ResultCompletion
	counts         resultCounts
}

func newAssembly[H, T any](kind resultKind[H, T], resumeToken *string) *assembly[H, T] {
	return &assembly[H, T]{kind: kind, resumeToken: resumeToken, counts: newResultCounts(resumeToken == nil)}
}

// accept takes a piece; the element is there if the piece made it whole.
func (a *assembly[H, T]) accept(received piece) (*elementPiece[T], error) {
	switch p := received.(type) {
	case headerPiece[H]:
		a.acceptHeader(p)
	case elementPiece[T]:
		return a.acceptElement(p)
	case *pb.ResultCompletion:
		return nil, a.acceptCompletion(p)
	}
	return nil, nil
}

func (a *assembly[H, T]) acceptHeader(part headerPiece[H]) {
	if a.headerComplete {
		return
	}
	if a.hasHeader {
		a.kind.appendHeader(a.header, part.content)
	} else {
		a.header = part.content
	}
	a.hasHeader, a.headerComplete = true, part.last
}

func (a *assembly[H, T]) acceptElement(part elementPiece[T]) (*elementPiece[T], error) {
	if !a.headerComplete {
		return nil, outOfOrder("an element before the header was complete")
	}
	if a.unfinished != nil && part.index != *a.unfinished {
		return nil, outOfOrder(fmt.Sprintf("part of element %d within element %d", part.index, *a.unfinished))
	}
	if a.unfinished == nil {
		a.whole = part.content
	} else if !a.kind.appendElement(a.whole, part) {
		return nil, outOfOrder(fmt.Sprintf("a part that continues nothing of element %d", part.index))
	}
	if !part.last {
		a.unfinished = &part.index
		return nil, nil
	}
	a.unfinished = nil
	part.content = a.whole
	a.counts.element(part.index)
	a.resumeToken = &part.resumeToken
	return &part, nil
}

func (a *assembly[H, T]) acceptCompletion(counted *pb.ResultCompletion) error {
	if !a.headerComplete {
		return outOfOrder("the end before the header was complete")
	}
	if a.unfinished != nil {
		return outOfOrder(fmt.Sprintf("the end within element %d", *a.unfinished))
	}
	a.completion = a.counts.total(counted)
	return nil
}

// rewind says that the stream goes on after the last whole element.
func (a *assembly[H, T]) rewind() {
	a.unfinished = nil
	a.counts.reopened()
	if !a.headerComplete {
		var none H
		a.header, a.hasHeader = none, false
	}
}

func outOfOrder(what string) error {
	return status.Error(codes.Internal, "the gateway sent "+what+", against its contract")
}

// resultCounts are the counts of a result over interruptions. A gateway counts from the resume token that it was given;
// the index of an element says how many stand before it, which nothing says of a token.
type resultCounts struct {
	begin      int64 // index where the stream began; -1 if that is not known yet
	next       int64 // index after the last whole element
	sent       int64
	readBefore int64
	sentBefore int64
}

func newResultCounts(fromBeginning bool) resultCounts {
	if fromBeginning {
		return resultCounts{}
	}
	return resultCounts{begin: -1}
}

func (c *resultCounts) element(index int64) {
	if c.begin < 0 {
		// Those that a filter left out between the caller's token and here are not known of.
		c.begin = index
	}
	c.next = index + 1
	c.sent++
}

func (c *resultCounts) reopened() {
	c.sentBefore = c.sent
	if c.sent > 0 {
		c.readBefore = c.next - c.begin
	}
}

func (c *resultCounts) total(sinceReopened *pb.ResultCompletion) *pb.ResultCompletion {
	return &pb.ResultCompletion{
		ReadCount: c.readBefore + sinceReopened.GetReadCount(),
		SentCount: c.sentBefore + sinceReopened.GetSentCount(),
	}
}
