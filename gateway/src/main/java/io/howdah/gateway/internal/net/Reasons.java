package io.howdah.gateway.internal.net;

import io.netty.channel.ConnectTimeoutException;

import java.io.FileNotFoundException;
import java.net.UnknownHostException;

/** Says why the network refused something, without the system calls that Netty puts in front. */
public final class Reasons {
    private static final String SYSTEM_CALL = "): ";

    private Reasons() {}

    /** One phrase for a person. */
    public static String of(Throwable cause) {
        if (cause instanceof UnknownHostException) {
            return "its name is not known";
        }
        if (cause instanceof ConnectTimeoutException) {
            return "it did not answer in time";
        }
        if (cause instanceof FileNotFoundException) {
            return "there is no such file";
        }
        String message = String.valueOf(cause.getMessage());
        int call = message.indexOf(SYSTEM_CALL);
        String plain = call < 0 ? message : message.substring(call + SYSTEM_CALL.length());
        int address = plain.indexOf(": ");
        return address < 0 ? plain : plain.substring(0, address);
    }
}
