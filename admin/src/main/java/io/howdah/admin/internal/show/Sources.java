package io.howdah.admin.internal.show;

import io.howdah.gateway.control.Monitor;
import io.howdah.gateway.control.ProcessControls;

/**
 * Where tables come from.
 *
 * @param version of Howdah
 */
public record Sources(Monitor monitor, ProcessControls process, String version) {}
