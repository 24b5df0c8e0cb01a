package io.howdah.gateway.internal.client;

import io.netty.buffer.ByteBuf;

/** How a client proves that it knows a password: one of the messages' sequences there are. */
sealed interface LoginExchange permits ScramLogin, Md5Login, PasswordLogin {
    /** The longest message, its length word included, that can belong to it. */
    int limit();

    /** Takes the body of a {@code 'p'} message. */
    void receive(ByteBuf body);
}
