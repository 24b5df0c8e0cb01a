package io.howdah.gateway.internal.listen;

import io.howdah.base.error.Failure;

/** Whoever listens to channels of a {@link ListenHub}; called on its own loop. */
interface Subscriber {
    /** Somebody has notified a channel that it has subscribed to. */
    void notified(Notification notification);

    /** Notifications on a channel that it has subscribed to may have been missed. */
    void missed(Failure what);
}
