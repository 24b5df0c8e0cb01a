package io.howdah.embedded;

import java.io.IOException;
import java.io.StringReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;

/**
 * Chooses a free port for each server, the one it had before if possible: people keep addresses in
 * their tools.
 */
final class Ports {
    private final Path file;

    /** Ports that the file {@code remembered} keeps, one line a server. */
    Ports(Path file) {
        this.file = file;
    }

    /** A free port for each of {@code servers}, in their order; remembered for the next time. */
    Map<String, Integer> choose(List<String> servers) throws ClusterException {
        try {
            Map<String, Integer> remembered = remembered();
            Map<String, Integer> chosen = new LinkedHashMap<>();
            Set<Integer> taken = new HashSet<>();
            for (String server : servers) {
                int former = remembered.getOrDefault(server, 0);
                int port = taken.contains(former) || !isFree(former) ? free(taken) : former;
                chosen.put(server, port);
                taken.add(port);
            }
            if (!chosen.equals(remembered)) {
                write(chosen);
            }
            return chosen;
        } catch (IOException e) {
            throw ClusterException.of("cannot choose ports", e);
        }
    }

    private static int free(Set<Integer> taken) throws IOException {
        while (true) {
            int port = bind(0);
            if (!taken.contains(port)) {
                return port;
            }
        }
    }

    private static boolean isFree(int port) {
        try {
            return port != 0 && bind(port) == port;
        } catch (IOException _) {
            return false;
        }
    }

    private static int bind(int port) throws IOException {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return socket.getLocalPort();
        }
    }

    /** The ports chosen last, by server. */
    Map<String, Integer> remembered() throws IOException {
        Map<String, Integer> ports = new TreeMap<>();
        if (Files.exists(file)) {
            Properties properties = new Properties();
            properties.load(new StringReader(Files.readString(file)));
            for (String server : properties.stringPropertyNames()) {
                String port = properties.getProperty(server);
                ports.put(server, port.matches("[0-9]{1,5}") ? Integer.parseInt(port) : 0);
            }
        }
        return ports;
    }

    private void write(Map<String, Integer> ports) throws IOException {
        StringBuilder text = new StringBuilder();
        ports.forEach((server, port) -> text.append(server).append('=').append(port).append('\n'));
        Files.writeString(file, text);
    }
}
