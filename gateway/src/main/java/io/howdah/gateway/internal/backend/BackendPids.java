package io.howdah.gateway.internal.backend;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The server processes of all pools, and which client each worked for last. Safe from any thread;
 * lending a backend costs it one write.
 */
public final class BackendPids {
    private final Map<ServerProcess, Backend> backends = new ConcurrentHashMap<>();

    private record ServerProcess(Node node, int id) {}

    void opened(Node node, Backend backend) {
        backends.put(new ServerProcess(node, backend.identity().processId()), backend);
    }

    void ended(Node node, Backend backend) {
        backends.remove(new ServerProcess(node, backend.identity().processId()), backend);
    }

    /**
     * The process id that clients know for a process of PostgreSQL: of the client that it works
     * for, or worked for last; its own when it is not one of Howdah's.
     */
    public int client(Node node, int processId) {
        Backend backend = backends.get(new ServerProcess(node, processId));
        int client = backend == null ? 0 : backend.lastClient();
        return client == 0 ? processId : client;
    }
}
