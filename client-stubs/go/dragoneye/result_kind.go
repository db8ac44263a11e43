package dragoneye

import (
	pb "github.com/dragoneyeai/dragoneye-gateway/client-stubs/go/dragoneye_gateway/v1"
)

// resultKind is a kind of result stream: how its parts are joined. What is joined was received, and is changed in place.
type resultKind[H, T any] struct {
	appendHeader func(whole, more H)
	// appendElement tells whether there is what the part continues.
	appendElement func(whole T, part elementPiece[T]) bool
}

var imageKind = resultKind[*pb.ImageHeader, *pb.ImageDetectedObject]{
	appendHeader: func(*pb.ImageHeader, *pb.ImageHeader) {},
	appendElement: func(whole *pb.ImageDetectedObject, part elementPiece[*pb.ImageDetectedObject]) bool {
		return appendImageCategories(&whole.Categories, part.content.GetCategories(), part.category, part.category)
	},
}

var videoKind = resultKind[*pb.VideoHeader, *pb.VideoDetectedObject]{
	appendHeader:  appendVideoHeader,
	appendElement: appendVideoObject,
}

var frameKind = resultKind[*pb.VideoHeader, *pb.VideoFrame]{
	appendHeader:  appendVideoHeader,
	appendElement: appendFrame,
}

func appendVideoHeader(whole, more *pb.VideoHeader) {
	whole.FrameTimestampsMicroseconds = append(whole.FrameTimestampsMicroseconds, more.GetFrameTimestampsMicroseconds()...)
	whole.Last = more.GetLast()
}

func appendVideoObject(whole *pb.VideoDetectedObject, part elementPiece[*pb.VideoDetectedObject]) bool {
	more := part.content
	whole.TimestampRanges = append(whole.TimestampRanges, more.GetTimestampRanges()...)
	whole.BboxObservations = append(whole.BboxObservations, more.GetBboxObservations()...)
	categories := more.GetCategories()
	if part.category != nil {
		category, further, ok := continued(whole.Categories, categories, *part.category)
		if !ok || !appendVideoAttributes(category, categories[0].GetAttributes(), part.attribute) {
			return false
		}
		categories = further
	}
	whole.Categories = append(whole.Categories, categories...)
	return true
}

func appendVideoAttributes(category *pb.VideoCategoryPrediction, attributes []*pb.VideoAttributePrediction,
	continuedIndex *int32) bool {
	if continuedIndex != nil {
		attribute, further, ok := continued(category.Attributes, attributes, *continuedIndex)
		if !ok {
			return false
		}
		attribute.TimestampRanges = append(attribute.TimestampRanges, attributes[0].GetTimestampRanges()...)
		attributes = further
	}
	category.Attributes = append(category.Attributes, attributes...)
	return true
}

// appendFrame joins frames, whose objects continue with the last one.
func appendFrame(whole *pb.VideoFrame, part elementPiece[*pb.VideoFrame]) bool {
	objects := part.content.GetObjects()
	if part.category != nil {
		object, further, ok := continued(whole.Objects, objects, int32(len(whole.Objects)-1))
		if !ok {
			return false
		}
		categories := objects[0].GetCategories()
		if !appendImageCategories(&object.Categories, categories, part.category, part.attribute) {
			return false
		}
		objects = further
	}
	whole.Objects = append(whole.Objects, objects...)
	return true
}

// appendImageCategories joins categories; where attributes are said to continue, the first goes on with the category of
// the index.
func appendImageCategories(whole *[]*pb.ImageCategoryPrediction, categories []*pb.ImageCategoryPrediction,
	index, attributesContinue *int32) bool {
	if attributesContinue != nil {
		category, further, ok := continued(*whole, categories, *index)
		if !ok {
			return false
		}
		category.Attributes = append(category.Attributes, categories[0].GetAttributes()...)
		categories = further
	}
	*whole = append(*whole, categories...)
	return true
}

// continued finds what the first of some parts continues, and what comes after that part.
func continued[E any](whole, parts []E, index int32) (element E, further []E, ok bool) {
	if index < 0 || int(index) >= len(whole) || len(parts) == 0 {
		return element, nil, false
	}
	return whole[index], parts[1:], true
}

func videoHeaderPiece(header *pb.VideoHeader) piece {
	return headerPiece[*pb.VideoHeader]{header, header.GetLast()}
}

func videoObjectPiece(part *pb.VideoObjectPart) piece {
	return elementPiece[*pb.VideoDetectedObject]{
		part.GetObjectIndex(), present(part.Object), part.ContinuedCategoryIndex, part.ContinuedAttributeIndex,
		part.GetLast(), part.GetResumeToken(),
	}
}

func frameStreamPiece(response *pb.StreamVideoFramesResponse) piece {
	switch event := response.GetEvent().(type) {
	case *pb.StreamVideoFramesResponse_Header:
		return videoHeaderPiece(event.Header)
	case *pb.StreamVideoFramesResponse_Frame:
		part := event.Frame
		return elementPiece[*pb.VideoFrame]{
			part.GetFrameIndex(), present(part.Frame), part.ContinuedCategoryIndex, part.ContinuedAttributeIndex,
			part.GetLast(), part.GetResumeToken(),
		}
	case *pb.StreamVideoFramesResponse_Completion:
		return event.Completion
	}
	return nil
}

func videoStreamPiece(response *pb.StreamVideoResultsResponse) piece {
	switch event := response.GetEvent().(type) {
	case *pb.StreamVideoResultsResponse_Header:
		return videoHeaderPiece(event.Header)
	case *pb.StreamVideoResultsResponse_Object:
		return videoObjectPiece(event.Object)
	case *pb.StreamVideoResultsResponse_Completion:
		return event.Completion
	}
	return nil
}

func imageStreamPiece(response *pb.StreamImageResultsResponse) piece {
	switch event := response.GetEvent().(type) {
	case *pb.StreamImageResultsResponse_Header:
		return headerPiece[*pb.ImageHeader]{event.Header, true}
	case *pb.StreamImageResultsResponse_Object:
		part := event.Object
		return elementPiece[*pb.ImageDetectedObject]{
			part.GetObjectIndex(), present(part.Object), part.ContinuedCategoryIndex, nil,
			part.GetLast(), part.GetResumeToken(),
		}
	case *pb.StreamImageResultsResponse_Completion:
		return event.Completion
	}
	return nil
}

// present stands an empty message for one that is absent, as the getters do.
func present[M any](message *M) *M {
	if message == nil {
		return new(M)
	}
	return message
}
