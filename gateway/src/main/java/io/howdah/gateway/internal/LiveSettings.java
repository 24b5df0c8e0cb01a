package io.howdah.gateway.internal;

import io.howdah.gateway.config.GatewaySettings;

/**
 * The settings in force. Safe from any thread; whoever needs several that belong together asks once
 * and keeps the answer.
 */
public final class LiveSettings {
    private volatile GatewaySettings settings;

    /** These are in force. */
    public LiveSettings(GatewaySettings settings) {
        this.settings = settings;
    }

    /** What is in force now. */
    public GatewaySettings now() {
        return settings;
    }

    /** From now on {@code next} is in force. */
    public void replace(GatewaySettings next) {
        settings = next;
    }
}
