/** Settings: one YAML file and the environment, validated before anything starts. */
@NullMarked
package ai.dragoneye.gateway.server.config;

import org.jspecify.annotations.NullMarked;
