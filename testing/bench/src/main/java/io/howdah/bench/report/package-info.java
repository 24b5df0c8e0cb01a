/** The page and the chart that a run leaves. */
@NullMarked
package io.howdah.bench.report;

import org.jspecify.annotations.NullMarked;
