package ai.dragoneye.gateway.server.admission;

/**
 * What is let in at the moment.
 *
 * @param predictions under way
 * @param waiting calls and images that wait for a place
 * @param tasks accepted and not known to have ended
 * @param mediaBytes memory reserved for media
 * @param streams of statuses and results
 * @param reads calls with one answer that take no media
 * @param upstreamLimit how many predictions of one API key may be under way; of several keys, the
 *     one that may have the fewest
 */
public record AdmissionState(
    int predictions,
    int waiting,
    int tasks,
    long mediaBytes,
    int streams,
    int reads,
    int upstreamLimit) {}
