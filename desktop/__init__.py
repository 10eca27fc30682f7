"""卡台 Katai: the till of a reseller of virtual goods.

The map. Each layer may import only what stands below it, or ``lint-imports`` fails the build.

    cli          the command line; opens the window through ``ui``
    ui           windows, the only package that knows Qt
    assembly     builds every service from a profile folder
    practice     the practice platform (a process of its own) and the sample shop
    services     use cases: one public method, one transaction
    reports      one file, one report, one SQL statement
    storage      the only place that opens a database connection
    models | connectors | devices | promotions | security     (these do not see one another)
    domain       the rules of the trade: pure Python

Where to add a thing: a platform in ``connectors/platforms`` and its ``PLATFORMS`` tuple, a report
in ``reports`` and ``REPORTS``, a promotion in ``promotions`` and ``RULES``, a screen in
``ui/screens`` and ``ui/navigation.SCREENS``, a setting in its group in
``services/setting_groups``.
"""

__version__ = "0.1.0"
