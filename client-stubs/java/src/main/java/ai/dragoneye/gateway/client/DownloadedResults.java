package ai.dragoneye.gateway.client;

import ai.dragoneye.gateway.v1.DownloadCompletion;
import ai.dragoneye.gateway.v1.DownloadHeader;

/**
 * What is known of a result archive that was downloaded whole.
 *
 * @param completion its size and checksum, which were found right
 */
public record DownloadedResults(DownloadHeader header, DownloadCompletion completion) {}
