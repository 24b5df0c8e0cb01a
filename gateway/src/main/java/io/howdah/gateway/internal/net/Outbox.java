package io.howdah.gateway.internal.net;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.Future;

import org.jspecify.annotations.Nullable;

import java.util.concurrent.TimeUnit;

/**
 * The sending side of one connection. Confined to its loop.
 *
 * <p>Small pieces are copied into one buffer, which leaves in one write at the end of the loop's
 * iteration; a large piece travels as a retained slice of the read buffer, in its place in the
 * order.
 */
public final class Outbox {
    private static final int INITIAL_BYTES = 512;

    /** From here on, retaining a slice is cheaper than copying the bytes. */
    private static final int SLICE_BYTES = 16 * 1024;

    /** How long a peer may take to read its last words and close. */
    private static final int LINGER_SECONDS = 2;

    private final Channel channel;
    private volatile Loop loop;
    private @Nullable ByteBuf open;
    private boolean unflushed;
    private boolean ending;

    /** The outbox of {@code channel}, which runs on {@code loop}. */
    public Outbox(Channel channel, Loop loop) {
        this.channel = channel;
        this.loop = loop;
    }

    /** The loop that the connection runs on. */
    public Loop loop() {
        return loop;
    }

    /** Follows its connection to another loop; nothing may be waiting to be sent. */
    public void moveTo(Loop other) {
        if (unflushed) {
            throw new IllegalStateException("an outbox moves only when it is empty");
        }
        loop = other;
    }

    /** Where to append a message made here; it leaves with the next flush. */
    public ByteBuf buffer() {
        ByteBuf buffer = open;
        if (buffer != null && buffer.readableBytes() >= SLICE_BYTES) {
            seal();
            buffer = null;
        }
        if (buffer == null) {
            buffer = channel.alloc().directBuffer(INITIAL_BYTES);
            open = buffer;
        }
        flushLater();
        return buffer;
    }

    /** Appends {@code length} bytes of {@code source} from {@code index}. */
    public void write(ByteBuf source, int index, int length) {
        if (length < SLICE_BYTES) {
            buffer().writeBytes(source, index, length);
        } else {
            seal();
            channel.write(source.retainedSlice(index, length), channel.voidPromise());
            flushLater();
        }
    }

    /** Whether so much waits to be sent that whoever fills this outbox should pause. */
    public boolean isCongested() {
        return !ending && !channel.isWritable() && channel.isActive();
    }

    /**
     * Sends what is waiting and then the end of the stream. The connection is closed when the peer
     * closes it, too: closing at once would make the system take back what the peer has not read
     * yet, if anything of the peer's is still unread here. A peer that takes too long is cut off.
     */
    public void closeAfterFlush() {
        if (!ending) {
            endWhen(flushed());
        }
    }

    /** The same for a peer that has said goodbye: at once, if it has everything already. */
    public void closeAfterGoodbye() {
        if (ending) {
            return;
        }
        boolean nothingNew = open == null;
        ChannelFuture flushed = flushed();
        if (nothingNew && flushed.isSuccess()) {
            channel.close();
        } else {
            endWhen(flushed);
        }
    }

    private ChannelFuture flushed() {
        ending = true;
        seal();
        return channel.writeAndFlush(Unpooled.EMPTY_BUFFER);
    }

    private void endWhen(ChannelFuture flushed) {
        flushed.addListener(done -> endStream());
        Future<?> cut =
                loop.executor().schedule(() -> channel.close(), LINGER_SECONDS, TimeUnit.SECONDS);
        channel.closeFuture().addListener(closed -> cut.cancel(false));
    }

    private void endStream() {
        SslHandler tls = channel.pipeline().get(SslHandler.class);
        if (tls == null) {
            shutDown();
        } else {
            tls.closeOutbound().addListener(goodbye -> shutDown());
        }
    }

    private void shutDown() {
        if (channel instanceof DuplexChannel duplex && channel.isActive()) {
            duplex.shutdownOutput();
            channel.config().setAutoRead(true);
        } else {
            channel.close();
        }
    }

    /** Sends what is waiting, before the loop's iteration ends. */
    public void flush() {
        unflushed = false;
        seal();
        channel.flush();
    }

    private void flushLater() {
        if (!unflushed) {
            unflushed = true;
            loop.flushLater(this);
        }
    }

    private void seal() {
        ByteBuf buffer = open;
        if (buffer != null) {
            open = null;
            channel.write(buffer, channel.voidPromise());
        }
    }
}
