package io.howdah.gateway.control;

/**
 * Databases that no server has: the process answers their clients by itself. Their names go before
 * those of PostgreSQL's databases. Called from event loops, so nothing here may block.
 */
public interface LocalDatabases {
    /** None. */
    LocalDatabases NONE =
            new LocalDatabases() {
                @Override
                public boolean serves(String database) {
                    return false;
                }

                @Override
                public LocalSession open(LocalLogin login) {
                    throw new IllegalStateException("no local database " + login.database());
                }
            };

    /** Makes them for a gateway that is being started. */
    interface Factory {
        LocalDatabases over(Monitor monitor, Controls controls);
    }

    /** Whether clients of {@code database} are answered here. */
    boolean serves(String database);

    /**
     * Opens a session for somebody who has proven who it is.
     *
     * @throws ControlRefused when that user is not let in
     */
    LocalSession open(LocalLogin login) throws ControlRefused;
}
