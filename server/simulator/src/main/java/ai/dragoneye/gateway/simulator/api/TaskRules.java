package ai.dragoneye.gateway.simulator.api;

import ai.dragoneye.gateway.simulator.archive.ResultsSource;
import ai.dragoneye.gateway.simulator.task.TaskScript;
import java.time.InstantSource;

/**
 * How tasks live.
 *
 * @param script how their status moves
 * @param results where archives come from before the simulator makes its own
 * @param clock the time that statuses and presigned forms go by
 * @param seed what task ids follow from
 */
public record TaskRules(TaskScript script, ResultsSource results, InstantSource clock, long seed) {}
