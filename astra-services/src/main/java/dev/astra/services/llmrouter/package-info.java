/// llm-router: a prompt is completed by the first provider that can, within its budget.
@NullMarked
package dev.astra.services.llmrouter;

import org.jspecify.annotations.NullMarked;
