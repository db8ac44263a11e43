/** Tests of the Helm chart: it is rendered by an embedded Helm, with no cluster. */
@NullMarked
package ai.dragoneye.gateway.chart;

import org.jspecify.annotations.NullMarked;
