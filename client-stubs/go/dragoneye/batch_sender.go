package dragoneye

import (
	"context"
	"errors"

	pb "github.com/dragoneyeai/dragoneye-gateway/client-stubs/go/dragoneye_gateway/v1"
)

// batchSender sends images, one after another. One that cannot be read fails alone wherever that is possible.
type batchSender struct {
	ctx       context.Context
	batch     *BatchStream
	results   chan<- BatchResult
	sentBytes int64
	buffer    []byte
}

// sendAll sends all, or until the call has ended. Between its images, the iterator's code runs.
func (b *batchSender) sendAll(s *sending) error {
	if b.batch.images == nil {
		return &ArgumentError{"there are no images to iterate over"}
	}
	if !s.enter() {
		return errCallEnded
	}
	var failure error
	for image := range b.batch.images {
		s.leave()
		if failure = b.send(s, image); failure == nil && !s.enter() {
			failure = errCallEnded
		}
		if failure != nil {
			break
		}
	}
	s.leave()
	if failure != nil {
		return failure
	}
	return s.halfClose()
}

// preparedImage is an image that was found readable: opened, and its first chunk read.
type preparedImage struct {
	media  *openMedium
	config *pb.PredictionConfig
	first  []byte
}

// protected tells whether the gateway will notice, and refuse the image, if its end is missing.
func (p *preparedImage) protected() bool {
	return p.config.SizeBytes != nil || p.config.Crc32C != nil
}

func (b *batchSender) send(s *sending, image BatchImage) error {
	prepared, err := b.prepare(s, image)
	if errors.Is(err, errCallEnded) {
		return err
	}
	if err != nil {
		return b.put(BatchResult{ImageID: image.ID, Err: err})
	}
	defer prepared.media.close()
	name := b.batch.ledger.begin(image.ID)
	start := &pb.ImageStart{ImageId: name, Config: prepared.config}
	if err := s.message(&pb.PredictImagesRequest{Payload: &pb.PredictImagesRequest_Start{Start: start}}); err != nil {
		return err
	}
	if err := b.sendChunks(s, name, prepared); err != nil {
		return err
	}
	return s.message(&pb.PredictImagesRequest{Payload: &pb.PredictImagesRequest_End{End: &pb.ImageEnd{}}})
}

func (b *batchSender) prepare(s *sending, image BatchImage) (*preparedImage, error) {
	var opened Image
	var err error
	if ended := s.lend(func() { opened, err = image.Open() }); ended != nil {
		return nil, ended
	}
	if err != nil {
		return nil, err
	}
	request := &mediaRequest{media: opened.medium, model: b.batch.model, options: b.batch.options}
	if request.media == nil {
		return nil, &ArgumentError{"there is no image: make it with ImageFromPath or one of its like"}
	}
	media, config, err := request.open(b.ctx)
	if err != nil {
		return nil, err
	}
	media.buffer = b.buffer
	first, err := s.next(media)
	b.buffer = media.buffer
	if err != nil {
		media.close()
		return nil, err
	}
	return &preparedImage{media, config, first}, nil
}

func (b *batchSender) sendChunks(s *sending, name string, image *preparedImage) error {
	for chunk := image.first; len(chunk) > 0; {
		if err := s.message(&pb.PredictImagesRequest{Payload: &pb.PredictImagesRequest_Chunk{Chunk: chunk}}); err != nil {
			return err
		}
		b.sentBytes += int64(len(chunk))
		if err := s.lend(func() { b.batch.options.onSent(b.sentBytes) }); err != nil {
			return err
		}
		var err error
		chunk, err = s.next(image.media)
		var unreadable *MediaError
		if errors.As(err, &unreadable) && image.protected() {
			b.batch.ledger.unreadable(name, err)
			return nil
		}
		if err != nil {
			return err // ended here, the image would be predicted as it is
		}
	}
	return nil
}

// put gives a result of this side's making, when there is room for it.
func (b *batchSender) put(result BatchResult) error {
	select {
	case b.results <- result:
		return nil
	case <-b.ctx.Done():
		return errCallEnded
	}
}
