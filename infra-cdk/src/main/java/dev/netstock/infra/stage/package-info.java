/** What differs between dev, staging and prod, as typed settings. */
@NullMarked
package dev.netstock.infra.stage;

import org.jspecify.annotations.NullMarked;
