/** Predictions for people: tables for a terminal, pictures to look at. */
@NullMarked
package ai.dragoneye.gateway.cli.view;

import org.jspecify.annotations.NullMarked;
