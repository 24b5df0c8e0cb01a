package io.howdah.gateway;

import io.howdah.gateway.internal.net.SystemUsers;
import io.howdah.gateway.internal.net.Transport;
import io.howdah.gateway.internal.tls.ConnectionSecurity;
import io.howdah.gateway.internal.tls.ConnectionSecurity.Local;
import io.netty.channel.Channel;
import io.netty.channel.unix.PeerCredentials;

import java.io.IOException;
import java.util.Optional;

/** Asks the system who is at the other end of a Unix socket. */
final class LocalPeer {
    private LocalPeer() {}

    /** Notes it with {@code channel}, for peer authentication. */
    static void note(Channel channel) throws IOException {
        int uid = Transport.peer(channel).map(PeerCredentials::uid).orElse(Local.UNKNOWN);
        Optional<String> user = uid == Local.UNKNOWN ? Optional.empty() : SystemUsers.name(uid);
        new ConnectionSecurity(Optional.empty(), Optional.of(new Local(uid, user))).note(channel);
    }
}
