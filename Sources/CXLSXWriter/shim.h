#pragma once
#include <stdio.h>
#include <xlsxwriter.h>
