package dragoneye

import (
	"context"
	"io"
	"iter"

	"google.golang.org/protobuf/proto"

	pb "github.com/dragoneyeai/dragoneye-gateway/client-stubs/go/dragoneye_gateway/v1"
)

// Status reads how a task is doing. SDK: status.
func (c *Client) Status(ctx context.Context, taskID string) (*pb.Task, error) {
	response, err := c.tasks.GetTask(ctx, &pb.GetTaskRequest{TaskId: taskID})
	if err != nil {
		return nil, failed(ctx, err, observed{taskID: taskID})
	}
	return response.GetTask(), nil
}

// Watch gives the status of a task now and at each change, and ends after the one that is final. It goes on by itself
// where the connection breaks. Each loop over it is a call of its own.
func (c *Client) Watch(ctx context.Context, taskID string) iter.Seq2[*pb.Task, error] {
	return func(yield func(*pb.Task, error) bool) {
		watching := watching{client: c, taskID: taskID, attempts: newReconnects()}
		if err := watching.run(ctx, yield); err != nil {
			yield(nil, failed(ctx, err, observed{taskID: taskID}))
		}
	}
}

// WaitFor waits for the end of a task, successful or failed: see the state of the task that it returns.
func (c *Client) WaitFor(ctx context.Context, taskID string) (*pb.Task, error) {
	var last *pb.Task
	for task, err := range c.Watch(ctx, taskID) {
		if err != nil {
			return nil, err
		}
		last = task
	}
	return last, nil
}

// watching is one loop over the changes of a task.
type watching struct {
	client   *Client
	taskID   string
	attempts *reconnects
	last     *pb.Task
}

func (w *watching) run(ctx context.Context, yield func(*pb.Task, error) bool) error {
	for {
		w.attempts.opened()
		err := w.read(ctx, yield)
		if err == nil {
			return nil
		}
		if err := w.client.again(ctx, w.attempts, err); err != nil {
			return err
		}
	}
}

// read makes one call; no error if the task has ended or the loop was left. A status that comes again is dropped.
func (w *watching) read(ctx context.Context, yield func(*pb.Task, error) bool) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	stream, err := w.client.tasks.WatchTask(ctx, &pb.WatchTaskRequest{TaskId: w.taskID})
	if err != nil {
		return err
	}
	for {
		response, err := stream.Recv()
		switch {
		case err != nil && w.isFinal():
			return nil
		case err == io.EOF:
			return errCut
		case err != nil:
			return err
		}
		task := response.GetTask()
		if w.last != nil && proto.Equal(task, w.last) {
			continue
		}
		w.last = task
		w.attempts.progress()
		if !yield(task, nil) {
			return nil
		}
	}
}

func (w *watching) isFinal() bool {
	state := w.last.GetState()
	return state == pb.TaskState_TASK_STATE_SUCCEEDED || state == pb.TaskState_TASK_STATE_FAILED
}
