package io.howdah.gateway.internal.tls;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.ssl.SslHandler;

import java.util.concurrent.TimeUnit;

import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;

/** Encrypts one connection. Confined to its loop. */
public final class TlsHandler extends SslHandler {
    private static final long HANDSHAKE_SECONDS = 30;

    TlsHandler(SSLEngine engine) {
        super(engine);
        setCumulator(new RecordCumulator());
        // The last resort: log-in has shorter limits of its own.
        setHandshakeTimeout(HANDSHAKE_SECONDS, TimeUnit.SECONDS);
    }

    /** A peer that breaks the rules of TLS is lost I/O, as one that goes away. */
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) throws Exception {
        boolean wrapped =
                cause instanceof DecoderException && cause.getCause() instanceof SSLException;
        super.exceptionCaught(context, wrapped ? cause.getCause() : cause);
    }
}
