package io.howdah.gateway;

import io.howdah.wire.CancelKey;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.epoll.EpollDomainSocketChannel;
import io.netty.channel.epoll.EpollDomainSocketChannelConfig;
import io.netty.channel.unix.DomainSocketAddress;
import io.netty.channel.unix.DomainSocketReadMode;
import io.netty.channel.unix.FileDescriptor;
import io.netty.util.ReferenceCountUtil;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The process that this one takes over from, at the other end of a {@link HandOver}. Confined to
 * its loop, but for what says otherwise.
 */
final class Predecessor extends ChannelInboundHandlerAdapter {
    private static final long PATIENCE_SECONDS = 10;

    private final CompletableFuture<List<InheritedSocket>> inherited = new CompletableFuture<>();
    private final List<Boolean> kinds = new ArrayList<>();
    private final List<InheritedSocket> received = new ArrayList<>();
    private final Map<Long, Runnable> cancels = new HashMap<>();
    private final StringBuilder line = new StringBuilder();
    private @Nullable ChannelHandlerContext context;
    private boolean ready;
    private long lastCancel;

    private Predecessor() {}

    /**
     * Asks whoever waits at {@code path}; empty when nobody does.
     *
     * @throws IOException when there is somebody, but no answer
     */
    static Optional<Predecessor> at(Path path, EventLoopGroup group)
            throws IOException, InterruptedException {
        Predecessor predecessor = new Predecessor();
        ChannelFuture connected =
                new Bootstrap()
                        .group(group)
                        .channel(EpollDomainSocketChannel.class)
                        .handler(predecessor)
                        .connect(new DomainSocketAddress(path.toString()))
                        .await();
        return connected.isSuccess() ? Optional.of(predecessor) : Optional.empty();
    }

    /** Its listening sockets, which it goes on using until {@link #done}; from any thread. */
    List<InheritedSocket> sockets() throws IOException, InterruptedException {
        try {
            return inherited.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("the process to take over from gives no sockets: " + e, e);
        }
    }

    /** Clients are accepted here now; from any thread. */
    void done() {
        tell(HandOver.DONE);
    }

    /**
     * Hands a cancel request on to it; from any thread.
     *
     * @param done run when it has served it, or is gone
     */
    void cancel(CancelKey key, Runnable done) {
        ChannelHandlerContext open = context;
        if (open == null) {
            done.run();
            return;
        }
        open.executor()
                .execute(
                        () -> {
                            if (!open.channel().isActive()) {
                                done.run();
                                return;
                            }
                            long number = ++lastCancel;
                            cancels.put(number, done);
                            HandOver.say(
                                    open,
                                    "%s %d %d %s"
                                            .formatted(
                                                    HandOver.CANCEL,
                                                    number,
                                                    key.processId(),
                                                    key.secret().hex()));
                        });
    }

    private void tell(String words) {
        ChannelHandlerContext open = context;
        if (open != null) {
            open.executor().execute(() -> HandOver.say(open, words));
        }
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        this.context = context;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        HandOver.say(context, HandOver.TAKE_OVER);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof FileDescriptor descriptor) {
            receive(context, descriptor.intValue());
            return;
        }
        try {
            for (char next :
                    ((ByteBuf) message).toString(StandardCharsets.US_ASCII).toCharArray()) {
                if (next == '\n') {
                    take(context, line.toString().split(" ", -1));
                    line.setLength(0);
                } else if (line.length() < HandOver.LONGEST_LINE) {
                    line.append(next);
                }
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    private void take(ChannelHandlerContext context, String[] words) {
        if (words[0].equals(HandOver.SOCKETS)) {
            for (int i = 1; i < words.length; i++) {
                kinds.add(words[i].equals("unix"));
            }
            mode(context, DomainSocketReadMode.FILE_DESCRIPTORS);
            ready = true;
        } else if (words[0].equals(HandOver.CANCELLED)) {
            Runnable done = cancels.remove(Long.valueOf(words[1]));
            if (done != null) {
                done.run();
            }
        }
    }

    /** Only now is the mode in force: what was being read was read as bytes. */
    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        if (ready) {
            ready = false;
            HandOver.say(context, HandOver.SEND);
        }
    }

    private void receive(ChannelHandlerContext context, int descriptor) {
        received.add(new InheritedSocket(descriptor, kinds.get(received.size())));
        if (received.size() == kinds.size()) {
            mode(context, DomainSocketReadMode.BYTES);
            inherited.complete(List.copyOf(received));
        }
    }

    private static void mode(ChannelHandlerContext context, DomainSocketReadMode mode) {
        ((EpollDomainSocketChannelConfig) context.channel().config()).setReadMode(mode);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        inherited.completeExceptionally(new IOException("it has closed the connection"));
        cancels.values().forEach(Runnable::run);
        cancels.clear();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        context.close();
    }
}
