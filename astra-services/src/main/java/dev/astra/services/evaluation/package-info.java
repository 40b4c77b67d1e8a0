/// evaluation-service: what came of a goal, judged against what was asked.
@NullMarked
package dev.astra.services.evaluation;

import org.jspecify.annotations.NullMarked;
