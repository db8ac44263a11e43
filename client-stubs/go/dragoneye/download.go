package dragoneye

import (
	"context"
	"fmt"
	"hash/crc32"
	"io"

	"google.golang.org/grpc/codes"

	pb "github.com/dragoneyeai/dragoneye-gateway/client-stubs/go/dragoneye_gateway/v1"
)

// So often a whole archive is not wasted: beyond that, it will not come.
const downloadRestarts = 3

// Downloaded says what was downloaded.
type Downloaded struct {
	// Header is what the gateway said before the bytes.
	Header *pb.DownloadHeader
	// SizeBytes is how many bytes were written.
	SizeBytes int64
	// CRC32C is the CRC-32C (Castagnoli) of all of them.
	CRC32C uint32
}

// Download writes the result archive, as the service made it, into a file: into a new one beside it first, which takes its
// place once size and checksum were found right. If anything fails, what was there remains, and nothing else. Where the
// connection breaks, the download begins again, up to three times after bytes had come.
//
// Where size or checksum are wrong, the error is [ErrPredictionTaskResultsUnavailable].
func (c *Client) Download(ctx context.Context, taskID, path string) (*Downloaded, error) {
	file, err := newDraft(path)
	if err != nil {
		return nil, unwritable(err)
	}
	defer file.discard()
	downloaded, err := c.download(ctx, taskID, downloadRestarts, file.begin)
	if err != nil {
		return nil, err
	}
	if err := file.takeItsPlace(); err != nil {
		return nil, unwritable(err)
	}
	return downloaded, nil
}

// DownloadTo writes the result archive, as the service made it, into a writer. What was written is worth nothing unless
// this returns without an error. Where the connection breaks, the download begins again only if no bytes had come.
//
// Where size or checksum are wrong, the error is [ErrPredictionTaskResultsUnavailable].
func (c *Client) DownloadTo(ctx context.Context, taskID string, writer io.Writer) (*Downloaded, error) {
	return c.download(ctx, taskID, 0, func() (io.Writer, error) { return writer, nil })
}

// writeError is the caller's own failure, which is never taken for one of the gateway.
type writeError struct{ error }

func unwritable(err error) error {
	return fmt.Errorf("the archive could not be written: %w", err)
}

// download is one download, however many calls it takes; begin gives what to write the archive into from its beginning.
func (c *Client) download(ctx context.Context, taskID string, restarts int, begin func() (io.Writer, error)) (
	*Downloaded, error) {
	attempts := newReconnects()
	for {
		attempts.opened()
		archive := &archive{begin: begin}
		err := c.receiveArchive(ctx, taskID, archive, attempts)
		if err == nil {
			return archive.checked(taskID)
		}
		if own, ok := err.(writeError); ok {
			return nil, unwritable(own.error)
		}
		spoiled := archive.size > 0
		if !spoiled || restarts > 0 {
			err = c.again(ctx, attempts, err)
		}
		if err != nil {
			return nil, failed(ctx, err, observed{taskID: taskID})
		}
		if spoiled {
			restarts--
		}
	}
}

func (c *Client) receiveArchive(ctx context.Context, taskID string, into *archive, attempts *reconnects) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	stream, err := c.results.DownloadResults(ctx, &pb.DownloadResultsRequest{TaskId: taskID})
	if err != nil {
		return err
	}
	for {
		response, err := stream.Recv()
		switch {
		case err != nil && into.completion != nil:
			return nil
		case err == io.EOF:
			return errCut
		case err != nil:
			return err
		}
		if err := into.take(response); err != nil {
			return writeError{err}
		}
		if len(response.GetChunk()) > 0 {
			attempts.progress()
		}
	}
}

// archive is what has arrived of an archive.
type archive struct {
	begin      func() (io.Writer, error)
	writer     io.Writer
	header     *pb.DownloadHeader
	completion *pb.DownloadCompletion
	size       int64
	crc32c     uint32
}

func (a *archive) take(response *pb.DownloadResultsResponse) error {
	switch event := response.GetEvent().(type) {
	case *pb.DownloadResultsResponse_Header:
		a.header = event.Header
	case *pb.DownloadResultsResponse_Chunk:
		return a.write(event.Chunk)
	case *pb.DownloadResultsResponse_Completion:
		a.completion = event.Completion
	}
	return nil
}

func (a *archive) write(chunk []byte) error {
	if a.writer == nil {
		writer, err := a.begin()
		if err != nil {
			return err
		}
		a.writer = writer
	}
	a.size += int64(len(chunk))
	a.crc32c = crc32.Update(a.crc32c, castagnoli, chunk)
	_, err := a.writer.Write(chunk)
	return err
}

// checked compares what has arrived with what the gateway said to have sent.
func (a *archive) checked(taskID string) (*Downloaded, error) {
	if a.size != a.completion.GetSizeBytes() || a.crc32c != a.completion.GetCrc32C() {
		failure := newError(codes.DataLoss, "", "the archive was damaged on its way: its size or checksum is wrong", nil,
			observed{taskID: taskID})
		failure.Kind = ErrPredictionTaskResultsUnavailable
		return nil, failure
	}
	return &Downloaded{a.header, a.size, a.crc32c}, nil
}
