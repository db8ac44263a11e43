package dragoneye_test

import (
	"bytes"
	"context"
	"errors"
	"hash/crc32"
	"os"
	"path/filepath"
	"testing"

	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"

	"github.com/dragoneyeai/dragoneye-gateway/client-stubs/go/dragoneye"
	"github.com/dragoneyeai/dragoneye-gateway/client-stubs/go/internal/fakegateway"

	pb "github.com/dragoneyeai/dragoneye-gateway/client-stubs/go/dragoneye_gateway/v1"
)

var archive = bytes.Repeat([]byte("archive "), 100_000)

// archives sends an archive; the first calls break off after so many bytes.
func archives(completion *pb.DownloadCompletion, cuts ...int) *fakegateway.Gateway {
	calls := make(chan int, 100)
	for i := range cap(calls) {
		calls <- i
	}
	return &fakegateway.Gateway{
		OnDownloadResults: func(_ *pb.DownloadResultsRequest, stream pb.ResultService_DownloadResultsServer) error {
			call, content := <-calls, archive
			if call < len(cuts) {
				content = archive[:cuts[call]]
			}
			_ = stream.Send(&pb.DownloadResultsResponse{Event: &pb.DownloadResultsResponse_Header{
				Header: &pb.DownloadHeader{TaskId: "task-1"}}})
			for len(content) > 0 {
				size := min(300_000, len(content))
				_ = stream.Send(&pb.DownloadResultsResponse{Event: &pb.DownloadResultsResponse_Chunk{Chunk: content[:size]}})
				content = content[size:]
			}
			if call < len(cuts) {
				return status.Error(codes.Unavailable, "cut")
			}
			return stream.Send(&pb.DownloadResultsResponse{Event: &pb.DownloadResultsResponse_Completion{Completion: completion}})
		},
	}
}

func whole() *pb.DownloadCompletion {
	return &pb.DownloadCompletion{
		SizeBytes: int64(len(archive)), Crc32C: crc32.Checksum(archive, crc32.MakeTable(crc32.Castagnoli))}
}

func TestShouldDownloadIntoAFileOverInterruptions(t *testing.T) {
	client := connected(t, archives(whole(), 0, 500_000, 300_000))
	path := filepath.Join(t.TempDir(), "results.zip")

	downloaded, err := client.Download(context.Background(), "task-1", path)

	must(t, err)
	expect(t, "size", downloaded.SizeBytes, int64(len(archive)))
	expect(t, "task", downloaded.Header.GetTaskId(), "task-1")
	content, err := os.ReadFile(path)
	must(t, err)
	expect(t, "content", bytes.Equal(content, archive), true)
}

func TestShouldLeaveWhatWasThereWhereADownloadFails(t *testing.T) {
	wrongSum, wrongSize := whole(), whole()
	wrongSum.Crc32C++
	wrongSize.SizeBytes--
	for name, gateway := range map[string]*fakegateway.Gateway{
		"checksum":         archives(wrongSum),
		"size":             archives(wrongSize),
		"cut too often":    archives(whole(), 10, 10, 10, 10),
		"results not here": {},
	} {
		t.Run(name, func(t *testing.T) {
			directory := t.TempDir()
			path := filepath.Join(directory, "results.zip")
			must(t, os.WriteFile(path, []byte("earlier"), 0o600))

			_, err := connected(t, gateway).Download(context.Background(), "task-1", path)

			var failure *dragoneye.Error
			expect(t, "failed", errors.As(err, &failure), true)
			content, err := os.ReadFile(path)
			must(t, err)
			expect(t, "content", string(content), "earlier")
			entries, err := os.ReadDir(directory)
			must(t, err)
			expect(t, "files", len(entries), 1)
		})
	}
}

func TestShouldSayThatAnArchiveWasDamaged(t *testing.T) {
	wrong := whole()
	wrong.Crc32C++

	_, err := connected(t, archives(wrong)).DownloadTo(context.Background(), "task-1", &bytes.Buffer{})

	failure := expectError(t, err, dragoneye.ErrPredictionTaskResultsUnavailable)
	expect(t, "text", failure.Error(),
		"the archive was damaged on its way: its size or checksum is wrong [DataLoss, task task-1]")
}

func TestShouldBeginADownloadIntoAWriterAgainOnlyWhileNothingHasCome(t *testing.T) {
	var content bytes.Buffer
	_, err := connected(t, archives(whole(), 0, 0)).DownloadTo(context.Background(), "task-1", &content)
	must(t, err)
	expect(t, "content", bytes.Equal(content.Bytes(), archive), true)

	_, err = connected(t, archives(whole(), 10)).DownloadTo(context.Background(), "task-1", &bytes.Buffer{})
	expectError(t, err, dragoneye.ErrGatewayUnavailable)
}

// full is a writer that has no room.
type full struct{ err error }

func (f full) Write([]byte) (int, error) { return 0, f.err }

func TestShouldPassOnWhatAWriterFailsWith(t *testing.T) {
	cause := status.Error(codes.Unavailable, "the bucket is away")

	_, err := connected(t, archives(whole())).DownloadTo(context.Background(), "task-1", full{cause})

	expect(t, "cause", errors.Is(err, cause), true)
}

func TestShouldRefuseToDownloadOverADirectory(t *testing.T) {
	_, err := connected(t, archives(whole())).Download(context.Background(), "task-1", t.TempDir())
	if err == nil {
		t.Error("a directory was taken for a file")
	}
}
